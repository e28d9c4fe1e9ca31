import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/format";

const DAY = 24 * 60 * 60 * 1000;

/** Says when something was read: "today at 14:03", or the whole date when it is longer ago. */
export function useReadAt(): (milliseconds: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (milliseconds) => {
    const day = new Date(milliseconds).toDateString();
    const time = format.time(milliseconds);
    if (day === new Date().toDateString()) return t("users.today", { time });
    if (day === new Date(Date.now() - DAY).toDateString()) return t("users.yesterday", { time });
    return format.moment(milliseconds);
  };
}
