import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Property } from "../../ipc/generated/Property";
import { isColumn } from "./columnDefaults";
import { absent } from "./filterProperties";

/** What a user may have or lack, as the program names it. */
const PRESENCES = [
  "quickConnects",
  "tags",
  "hierarchy",
  "phoneNumber",
  "firstName",
  "lastName",
] as const;

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
      afterContactWork: { 0: t("users.noLimit") },
      has: Object.fromEntries(
        PRESENCES.flatMap((what) => [
          [what, t(`filter.present.${what}`)],
          [absent(what), t(`filter.absent.${what}`)],
        ]),
      ),
    };
    return {
      property: (property) => (isColumn(property) ? t(`columns.${property}`) : t("filter.has")),
      value: (property, value) => fixed[property]?.[value] ?? value,
    };
  }, [t]);
}
