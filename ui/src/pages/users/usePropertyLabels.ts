import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Property } from "../../ipc/generated/Property";
import { COLUMN_IDS, isColumn } from "./columnDefaults";

/** How properties and their values are named to a person. */
export interface PropertyLabels {
  property(property: Property): string;
  value(property: Property, value: string): string;
}

export function usePropertyLabels(): PropertyLabels {
  const { t } = useTranslation();
  return useMemo(() => {
    const fixed: Partial<Record<Property, Record<string, string>>> = {
      phoneType: { soft: t("users.softPhone"), desk: t("users.deskPhone") },
      autoAccept: { yes: t("users.yes"), no: t("users.no") },
      has: Object.fromEntries(COLUMN_IDS.map((column) => [column, t(`columns.${column}`)])),
    };
    return {
      property: (property) => (isColumn(property) ? t(`columns.${property}`) : t("filter.has")),
      value: (property, value) => fixed[property]?.[value] ?? value,
    };
  }, [t]);
}
