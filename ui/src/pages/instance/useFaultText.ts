import { useTranslation } from "react-i18next";
import { useFindingText } from "../../components/useFindingText";
import type { Finding } from "../../ipc/generated/Finding";
import type { FindingCode } from "../../ipc/generated/FindingCode";
import { FIELDS } from "./fields";

/** Findings whose own sentences speak of lines in a file, which means nothing in the form. */
const IN_FORM = [
  "emptyText",
  "missingKey",
  "nameTaken",
  "instanceManaged",
  "profileMissing",
  "regionContradictsArn",
] as const satisfies FindingCode[];

/** What is wrong with a field, as people see it in the form. */
export function useFaultText(): (finding: Finding) => string {
  const { t } = useTranslation();
  const textOf = useFindingText();
  return (finding) => {
    const own = IN_FORM.find((code) => code === finding.code);
    if (own !== undefined)
      return t(`fault.${own}`, { ...finding.parameters, key: finding.key ?? "" });
    const field = Object.entries(FIELDS).find(([key]) => key === finding.key)?.[1];
    const named = field === undefined ? finding : { ...finding, key: t(`field.${field}.label`) };
    const { what, mend } = textOf(named);
    return t("fault.both", { what, mend });
  };
}
