import { useTranslation } from "react-i18next";
import type { Progress } from "../../ipc/generated/Progress";

/** How far a reading is, in one line: the parts that are still under way. */
export function LoadProgressText({ progress }: { progress: Progress[] }) {
  const { t } = useTranslation();
  const told = useProgressTold();
  const underWay = progress.filter(({ done }) => !done);
  if (underWay.length === 0) return t("load.reading");
  return (
    <span className="load-parts">
      {underWay.map((part) => (
        <span key={part.part}>
          {t("load.brief", { part: t(`load.part.${part.part}`), progress: told(part) })}
        </span>
      ))}
    </span>
  );
}

/** Says how far a part is. */
export function useProgressTold(): (progress: Progress) => string {
  const { t } = useTranslation();
  return ({ soFar, expected, done }) => {
    if (done) return t("load.ended", { count: soFar });
    return expected === null
      ? t("load.soFar", { count: soFar })
      : t("load.soFarOf", { count: soFar, expected });
  };
}
