import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../ipc/ClientContext";
import { absent, isProperty, PROPERTY_KINDS } from "./filterProperties";
import { usePropertyLabels } from "./usePropertyLabels";

interface Values {
  options: PropertyFilterProps.FilteringOption[];
  status: PropertyFilterProps.StatusType;
  /** Whether there may be more values than these. */
  cut: boolean;
}

const NOTHING: Values = { options: [], status: "finished", cut: false };

/** How many values the program gives at most. */
export const MOST_VALUES = 100;

/** The values that the filter offers for the property that is being typed about. */
export function usePropertyValues() {
  const client = useClient();
  const { t } = useTranslation();
  const labels = usePropertyLabels();
  const [values, setValues] = useState<Values>(NOTHING);
  const turn = useRef(0);

  const load = useCallback(
    (wanted: PropertyFilterProps.LoadItemsDetail) => {
      turn.current += 1;
      const mine = turn.current;
      const property = wanted.filteringProperty?.key;
      if (property === undefined || !isProperty(property) || PROPERTY_KINDS[property] === "day") {
        setValues(NOTHING);
        return;
      }
      setValues({ options: [], status: "loading", cut: false });
      const kind = PROPERTY_KINDS[property];
      // The few values of these have words of ours, which the filter itself narrows.
      const worded = kind === "choice" || kind === "presence";
      client.userValues(property, worded ? "" : wanted.filteringText).then(
        (found) => {
          if (mine !== turn.current) return;
          const option = (value: string, tags: string[]) => ({
            propertyKey: property,
            value,
            label: labels.value(property, value),
            tags,
          });
          const options = found.map(({ value, users }) =>
            option(value, [t("filter.users", { count: users })]),
          );
          if (kind === "presence") {
            options.push(...found.map(({ value }) => option(absent(value), [])));
          }
          setValues({ options, status: "finished", cut: found.length >= MOST_VALUES });
        },
        () => {
          if (mine === turn.current) setValues({ options: [], status: "error", cut: false });
        },
      );
    },
    [client, labels, t],
  );

  return { ...values, load };
}
