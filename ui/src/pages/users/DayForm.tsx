import Calendar from "@cloudscape-design/components/calendar";
import DateInput from "@cloudscape-design/components/date-input";
import FormField from "@cloudscape-design/components/form-field";
import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Asks for a day, typed or picked. A day that is typed in part is no value yet. */
export function DayForm({
  value,
  onChange,
  filter,
}: PropertyFilterProps.ExtendedOperatorFormProps<string>) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value ?? "");

  useEffect(() => {
    if (filter !== undefined && filter !== "") setTyped(filter.replaceAll("/", "-"));
  }, [filter]);

  const change = (day: string) => {
    setTyped(day);
    onChange(WHOLE_DAY.test(day) ? day : null);
  };
  return (
    <SpaceBetween size="xs">
      <FormField label={t("filter.dayLabel")} constraintText={t("filter.dayHint")}>
        <DateInput value={typed} onChange={({ detail }) => change(detail.value)} />
      </FormField>
      <Calendar
        ariaLabel={t("filter.calendar")}
        value={WHOLE_DAY.test(typed) ? typed : ""}
        onChange={({ detail }) => change(detail.value)}
      />
    </SpaceBetween>
  );
}
