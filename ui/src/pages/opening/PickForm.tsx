import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Answering } from "../../hooks/useAnswering";
import type { InstanceChoice } from "../../ipc/generated/InstanceChoice";

interface Props {
  choices: InstanceChoice[];
  answering: Answering;
  onAskIt?: () => void;
}

/** Asks which of the instances that AWS lists is meant. */
export function PickForm({ choices, answering, onAskIt }: Props) {
  const { t } = useTranslation();
  const { send, sending, problem } = answering;
  const [picked, setPicked] = useState(choices.length === 1 ? (choices[0]?.id ?? null) : null);
  const [tried, setTried] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!sending && picked !== null) send({ kind: "picked", id: picked });
  };
  if (choices.length === 0) {
    return (
      <Alert
        type="warning"
        header={t("pick.none")}
        action={
          <SpaceBetween direction="horizontal" size="xs">
            <Button loading={sending} onClick={() => send({ kind: "again" })}>
              {t("details.tryAgain")}
            </Button>
            {onAskIt !== undefined && <Button onClick={onAskIt}>{t("askIt.action")}</Button>}
          </SpaceBetween>
        }
      >
        {t("pick.noneMeans")}
      </Alert>
    );
  }
  return (
    <form data-testid="pick-form" onSubmit={submit}>
      <SpaceBetween size="l">
        {problem !== null && <ProblemAlert problem={problem} />}
        <Box>{t("pick.intro")}</Box>
        <FormField
          label={t("pick.label")}
          errorText={tried && picked === null ? t("pick.nothing") : undefined}
        >
          <RadioGroup
            value={picked}
            onChange={({ detail }) => setPicked(detail.value)}
            items={choices.map(({ id, alias, accessUrl }) => ({
              value: id,
              label: <bdi>{alias ?? id}</bdi>,
              description: accessUrl ?? (alias === null ? t("pick.noAlias") : id),
            }))}
          />
        </FormField>
        <Button data-testid="pick-submit" variant="primary" formAction="submit" loading={sending}>
          {t("pick.submit")}
        </Button>
      </SpaceBetween>
    </form>
  );
}
