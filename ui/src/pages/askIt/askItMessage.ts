import type { TFunction } from "i18next";
import type { AskIt } from "../../ipc/generated/AskIt";
import type { AskItWish } from "../../ipc/generated/AskItWish";

/**
 * The message to IT: whole, so that it can be sent as it is, and with all that somebody needs
 * who has never heard of Roster.
 */
export function askItMessage(t: TFunction, wish: AskItWish, answer: AskIt): string {
  const { policy, settingsFile, blanks, managedFile, userFile } = answer;
  const place = wish.place.trim();
  const region = wish.region.trim();
  const places = [
    ...(managedFile === null ? [] : [t("askIt.text.managedFile", { file: managedFile })]),
    ...(userFile === null ? [] : [t("askIt.text.userFile", { file: userFile })]),
  ];
  const paragraphs = [
    t("askIt.text.subject"),
    t("askIt.text.hello"),
    t("askIt.text.roster"),
    [
      t("askIt.text.wish"),
      ...[
        t("askIt.text.look"),
        ...(wish.edit ? [t("askIt.text.edit")] : []),
        ...(wish.delete ? [t("askIt.text.delete")] : []),
      ].map((line) => `- ${line}`),
    ].join("\n"),
    [
      ...(place === "" ? [] : [t("askIt.text.place", { place })]),
      ...(region === "" ? [] : [t("askIt.text.region", { region })]),
    ].join("\n"),
    t("askIt.text.need"),
    t("askIt.text.policy"),
    policy.trim(),
    t("askIt.text.ways"),
    [t("askIt.text.wayKeys"), t("askIt.text.wayProfile"), t("askIt.text.wayRole")]
      .map((line) => `- ${line}`)
      .join("\n"),
    [t("askIt.text.settings"), ...places.map((line) => `- ${line}`)].join("\n"),
    settingsFile.trim(),
    blanks.length === 0 ? "" : t("askIt.text.blanks", { blanks: blanks.join(", ") }),
    t("askIt.text.back"),
    t("askIt.text.thanks"),
  ];
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}
