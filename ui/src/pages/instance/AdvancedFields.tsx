import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Colour } from "../../ipc/generated/Colour";
import type { InstanceDraft } from "../../ipc/generated/InstanceDraft";
import { FIELDS } from "./fields";
import { TextField } from "./TextField";

const COLOURS: Colour[] = ["red", "orange", "green", "teal", "blue", "purple", "pink", "grey"];
const OWN = "own";

const TEXTS = [
  "instances.role.arn",
  "instances.role.external_id",
  "instances.role.session_name",
  "instances.role.mfa_serial",
  "instances.endpoint_url",
  "instances.sts_endpoint_url",
] as const;

interface Props {
  draft: InstanceDraft;
  /** Whether something in it is set already. */
  open: boolean;
  faultOf: (key: string) => string | undefined;
  onChange: (part: Partial<InstanceDraft>) => void;
}

/** What IT tells people to fill in, where it is needed at all. */
export function AdvancedFields({ draft, open, faultOf, onChange }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(open);
  const faulty = [...TEXTS, "instances.colour"].some((key) => faultOf(key) !== undefined);
  const colours = [
    { value: OWN, label: t("field.colour.own") },
    ...COLOURS.map((colour) => ({ value: colour, label: t(`colours.${colour}`) })),
  ];
  return (
    <ExpandableSection
      data-testid="field-advanced"
      headerText={t("field.advanced")}
      headerDescription={t("field.advancedHint")}
      expanded={opened || faulty}
      onChange={({ detail }) => setOpened(detail.expanded)}
    >
      <SpaceBetween size="l">
        <FormField
          label={t("field.colour.label")}
          description={t("field.colour.hint")}
          errorText={faultOf("instances.colour")}
        >
          <Select
            data-testid="field-colour"
            options={colours}
            selectedOption={colours.find(({ value }) => value === (draft.colour ?? OWN)) ?? null}
            onChange={({ detail }) =>
              onChange({
                colour: COLOURS.find((one) => one === detail.selectedOption.value) ?? null,
              })
            }
          />
        </FormField>
        {TEXTS.map((key) => {
          const name = FIELDS[key];
          return (
            <TextField
              key={key}
              name={name}
              value={draft[name]}
              fault={faultOf(key)}
              onChange={(value) => onChange({ [name]: value })}
            />
          );
        })}
      </SpaceBetween>
    </ExpandableSection>
  );
}
