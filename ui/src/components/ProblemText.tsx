import { useTranslation } from "react-i18next";
import type { Problem } from "../ipc/generated/Problem";

interface Props {
  problem: Problem;
  /** Whether to say what happened too, not only what it means and what to do. */
  withWhat?: boolean;
}

/** A problem in plain sentences. */
export function ProblemText({ problem, withWhat = false }: Props) {
  const { t } = useTranslation();
  const { code } = problem;
  return (
    <>
      {withWhat && <div>{t("app.sentence", { what: t(`problem.${code}.what`) })}</div>}
      <div>{t(`problem.${code}.means`)}</div>
      <div>{t(`problem.${code}.do`)}</div>
    </>
  );
}
