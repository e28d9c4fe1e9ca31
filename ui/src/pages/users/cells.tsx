import Box from "@cloudscape-design/components/box";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/format";
import type { ProblemCode } from "../../ipc/generated/ProblemCode";
import type { Tag } from "../../ipc/generated/Tag";

/** Text from the instance: kept apart from the text around it, so that any script shows right. */
export function TextCell({ text }: { text: string | null }) {
  return text === null || text === "" ? <Nothing /> : <bdi title={text}>{text}</bdi>;
}

/** Stands where there is nothing to show. */
export function Nothing() {
  const { t } = useTranslation();
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t("users.none")}</span>
    </>
  );
}

/** Stands where something could not be read, with a word on why. */
export function Unknown({ why }: { why: ProblemCode | undefined }) {
  const { t } = useTranslation();
  return (
    <Box variant="span" color="text-status-inactive">
      {why === undefined
        ? t("users.unknownPlain")
        : t("users.unknown", { why: t(`problem.${why}.short`) })}
    </Box>
  );
}

export function ListCell({ items }: { items: string[] }) {
  const format = useFormat();
  return <TextCell text={format.list(items)} />;
}

export function NumberCell({ value, why }: { value: number | null; why?: ProblemCode }) {
  const format = useFormat();
  return value === null ? <Unknown why={why} /> : format.number(value);
}

export function MomentCell({ value, why }: { value: number | null; why?: ProblemCode }) {
  const format = useFormat();
  return value === null ? <Unknown why={why} /> : <TextCell text={format.moment(value)} />;
}

export function PhoneTypeText({ type }: { type: string }) {
  const { t } = useTranslation();
  if (type === "soft") return t("users.softPhone");
  if (type === "desk") return t("users.deskPhone");
  return <TextCell text={type} />;
}

/** Yes or no. */
export function YesNo({ value }: { value: boolean }) {
  const { t } = useTranslation();
  return value ? t("users.yes") : t("users.no");
}

/** The limit of after-contact work in seconds, where 0 means that there is none. */
export function AfterContactWork({ seconds }: { seconds: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return seconds === 0 ? t("users.noLimit") : format.number(seconds);
}

export function tagText({ key, value }: Tag): string {
  return value === "" ? key : `${key}=${value}`;
}
