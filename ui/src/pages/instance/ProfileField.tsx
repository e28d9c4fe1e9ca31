import Autosuggest from "@cloudscape-design/components/autosuggest";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswer } from "../../hooks/useAnswer";
import { useClient } from "../../ipc/ClientContext";
import type { InstanceDraft } from "../../ipc/generated/InstanceDraft";

interface Props {
  draft: InstanceDraft;
  fault: string | undefined;
  onChange: (part: Partial<InstanceDraft>) => void;
}

/** Offers the AWS profiles of this computer. One that names a Region fills that in too. */
export function ProfileField({ draft, fault, onChange }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const { value, problem, again } = useAnswer(useCallback(() => client.awsProfiles(), [client]));
  const profiles = value ?? [];
  const choose = (profile: string) => {
    const region = profiles.find(({ name }) => name === profile)?.region;
    onChange(draft.region === "" && region ? { profile, region } : { profile });
  };
  return (
    <SpaceBetween size="s">
      <FormField
        label={t("field.profile.label")}
        description={t("field.profile.hint")}
        errorText={fault}
      >
        <Autosuggest
          data-testid="field-profile"
          value={draft.profile}
          options={profiles.map(({ name, way, region }) => ({
            value: name,
            description: t(`profileWay.${way}`),
            tags: region === null ? [] : [region],
          }))}
          statusType={value === null && problem === null ? "loading" : "finished"}
          loadingText={t("field.profile.loading")}
          empty={t("field.profile.none")}
          enteredTextLabel={(name) => t("field.use", { value: name })}
          onChange={({ detail }) => onChange({ profile: detail.value })}
          onSelect={({ detail }) => choose(detail.value)}
        />
      </FormField>
      {problem !== null && <ProblemAlert problem={problem} onTryAgain={again} />}
    </SpaceBetween>
  );
}
