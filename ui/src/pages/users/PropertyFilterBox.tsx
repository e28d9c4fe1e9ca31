import PropertyFilter, {
  type PropertyFilterProps,
} from "@cloudscape-design/components/property-filter";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/format";
import type { Operator } from "../../ipc/generated/Operator";
import type { Property } from "../../ipc/generated/Property";
import { DayForm } from "./DayForm";
import { OPERATORS_BY_KIND, PROPERTY_KINDS, takesChoices } from "./filterProperties";
import { usePropertyLabels } from "./usePropertyLabels";
import { MOST_VALUES, usePropertyValues } from "./usePropertyValues";

interface Props {
  query: PropertyFilterProps.Query;
  onChange: (query: PropertyFilterProps.Query) => void;
}

/** The filter by property: conditions with "and" and "or", in groups, and turned round. */
export function PropertyFilterBox({ query, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = usePropertyLabels();
  const { options, status, cut, load } = usePropertyValues();

  const properties = useMemo(() => {
    const dayOperators: Partial<Record<Operator, string>> = {
      "=": t("filter.on"),
      "!=": t("filter.notOn"),
      ">": t("filter.after"),
      ">=": t("filter.sameOrAfter"),
      "<": t("filter.before"),
      "<=": t("filter.sameOrBefore"),
    };
    const operator = (property: Property, one: Operator) => {
      if (PROPERTY_KINDS[property] === "day") {
        return { operator: one, form: DayForm, description: dayOperators[one] };
      }
      return {
        operator: one,
        tokenType: takesChoices(property, one) ? ("enum" as const) : ("value" as const),
        format: (values: string | string[] | null) =>
          format.list([values ?? []].flat().map((value) => labels.value(property, value))),
      };
    };
    return (Object.keys(PROPERTY_KINDS) as Property[]).map((property) => ({
      key: property,
      propertyLabel: labels.property(property),
      groupValuesLabel: t("filter.values", { property: labels.property(property) }),
      operators: OPERATORS_BY_KIND[PROPERTY_KINDS[property]].map((one) => operator(property, one)),
      defaultOperator: OPERATORS_BY_KIND[PROPERTY_KINDS[property]][0],
    }));
  }, [t, format, labels]);

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
      filteringFinishedText={cut ? t("filter.first", { count: MOST_VALUES }) : undefined}
      filteringErrorText={t("filter.failed")}
      filteringRecoveryText={t("filter.retry")}
      i18nStrings={{ clearFiltersText: t("filter.clear") }}
    />
  );
}
