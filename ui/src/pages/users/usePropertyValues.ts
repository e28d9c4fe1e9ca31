import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../ipc/ClientContext";
import { isProperty, PROPERTY_KINDS } from "./filterProperties";
import { usePropertyLabels } from "./usePropertyLabels";

interface Values {
  options: PropertyFilterProps.FilteringOption[];
  status: PropertyFilterProps.StatusType;
}

const NOTHING: Values = { options: [], status: "finished" };

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
      setValues({ options: [], status: "loading" });
      client.userValues(property, wanted.filteringText).then(
        (found) => {
          if (mine !== turn.current) return;
          const options = found.map(({ value, users }) => ({
            propertyKey: property,
            value,
            label: labels.value(property, value),
            tags: [t("filter.users", { count: users })],
          }));
          setValues({ options, status: "finished" });
        },
        () => {
          if (mine === turn.current) setValues({ options: [], status: "error" });
        },
      );
    },
    [client, labels, t],
  );

  return { ...values, load };
}
