import { useTranslation } from "react-i18next";
import { useNow } from "../../hooks/useNow";
import { useFormat } from "../../i18n/format";
import { LOOK_AGAIN, minutesLeft } from "./timeLeft";

interface Props {
  expiresAt: number | null;
  asksAgain: boolean;
}

/** Until when the person's AWS access lasts, and what happens then. */
export function TimeLeft({ expiresAt, asksAgain }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(LOOK_AGAIN);
  if (expiresAt === null) return t("access.noEnd");
  const left = minutesLeft(expiresAt, now);
  const hours = Math.floor(left / 60);
  const when = format.moment(expiresAt);
  return (
    <>
      <div>
        {left === 0
          ? t("access.ended", { when })
          : hours === 0
            ? t("access.minutesLeft", { count: left, when })
            : t("access.hoursLeft", { hours, minutes: left % 60, when })}
      </div>
      <div>{asksAgain ? t("access.asksAgain") : t("access.renewsItself")}</div>
    </>
  );
}
