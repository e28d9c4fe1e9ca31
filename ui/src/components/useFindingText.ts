import { useTranslation } from "react-i18next";
import type { Finding } from "../ipc/generated/Finding";

/** What is wrong in a settings file, and what to write instead. */
export function useFindingText(): (finding: Finding) => { what: string; mend: string } {
  const { t } = useTranslation();
  return ({ code, key, parameters }) => {
    const blanks = { ...parameters, key: key ?? "" };
    return { what: t(`finding.${code}.what`, blanks), mend: t(`finding.${code}.mend`, blanks) };
  };
}
