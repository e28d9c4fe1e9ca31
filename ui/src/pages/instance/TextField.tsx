import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useTranslation } from "react-i18next";
import { TEXT_FIELDS } from "./fields";

interface Props {
  name: keyof typeof TEXT_FIELDS;
  value: string;
  /** What the program found wrong with it. */
  fault: string | undefined;
  onChange: (value: string) => void;
}

/** A line of text that describes an instance. */
export function TextField({ name, value, fault, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <FormField
      label={t(`field.${name}.label`)}
      description={t(`field.${name}.hint`)}
      errorText={fault}
    >
      <Input
        data-testid={TEXT_FIELDS[name]}
        value={value}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
