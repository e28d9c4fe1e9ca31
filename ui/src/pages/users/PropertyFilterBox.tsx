import PropertyFilter, {
  type PropertyFilterProps,
} from "@cloudscape-design/components/property-filter";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Operator } from "../../ipc/generated/Operator";
import type { Property } from "../../ipc/generated/Property";
import { DayForm } from "./DayForm";
import { OPERATORS_BY_KIND, PROPERTY_KINDS, takesChoices } from "./filterProperties";
import { usePropertyLabels } from "./usePropertyLabels";
import { usePropertyValues } from "./usePropertyValues";

interface Props {
  query: PropertyFilterProps.Query;
  onChange: (query: PropertyFilterProps.Query) => void;
}

/** The filter by property: conditions with "and" and "or", in groups, and turned round. */
export function PropertyFilterBox({ query, onChange }: Props) {
  const { t } = useTranslation();
  const labels = usePropertyLabels();
  const { options, status, load } = usePropertyValues();

  const properties = useMemo(() => {
    const dayOperators: Partial<Record<Operator, string>> = {
      "=": t("filter.on"),
      "!=": t("filter.notOn"),
      ">": t("filter.after"),
      ">=": t("filter.sameOrAfter"),
      "<": t("filter.before"),
      "<=": t("filter.sameOrBefore"),
    };
    const hasOperators: Partial<Record<Operator, string>> = {
      "=": t("filter.hasAny"),
      "!=": t("filter.hasNone"),
    };
    const operator = (property: Property, one: Operator) => {
      if (PROPERTY_KINDS[property] === "day") {
        return { operator: one, form: DayForm, description: dayOperators[one] };
      }
      if (!takesChoices(property, one)) return one;
      return {
        operator: one,
        tokenType: "enum" as const,
        description: property === "has" ? hasOperators[one] : undefined,
        format: (values: string | string[] | null) =>
          [values ?? []]
            .flat()
            .map((value) => labels.value(property, value))
            .join(", "),
      };
    };
    return (Object.keys(PROPERTY_KINDS) as Property[]).map((property) => ({
      key: property,
      propertyLabel: labels.property(property),
      groupValuesLabel: t("filter.values", { property: labels.property(property) }),
      operators: OPERATORS_BY_KIND[PROPERTY_KINDS[property]].map((one) => operator(property, one)),
      defaultOperator: OPERATORS_BY_KIND[PROPERTY_KINDS[property]][0],
    }));
  }, [t, labels]);

  return (
    <PropertyFilter
      data-testid="filter"
      query={query}
      onChange={({ detail }) => onChange(detail)}
      enableTokenGroups
      disableFreeTextFiltering
      expandToViewport
      filteringProperties={properties}
      filteringOptions={options}
      filteringStatusType={status}
      onLoadItems={({ detail }) => load(detail)}
      filteringAriaLabel={t("filter.label")}
      filteringPlaceholder={t("filter.placeholder")}
      filteringEmpty={t("filter.empty")}
      filteringLoadingText={t("filter.loading")}
      filteringErrorText={t("filter.failed")}
      filteringRecoveryText={t("filter.retry")}
      i18nStrings={{ clearFiltersText: t("filter.clear") }}
    />
  );
}
