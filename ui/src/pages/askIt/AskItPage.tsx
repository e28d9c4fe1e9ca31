import Alert from "@cloudscape-design/components/alert";
import Autosuggest from "@cloudscape-design/components/autosuggest";
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Subpage } from "../../app/Subpage";
import { CopyButton } from "../../components/CopyButton";
import { PlainText } from "../../components/PlainText";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswer } from "../../hooks/useAnswer";
import { useDebounced } from "../../hooks/useDebounced";
import { useFormat } from "../../i18n/format";
import { useClient } from "../../ipc/ClientContext";
import type { AskItWish } from "../../ipc/generated/AskItWish";
import { askItMessage } from "./askItMessage";

/** How long to wait for the next key before asking, in milliseconds. */
const TYPING_PAUSE = 250;

/** Makes the message with which a person asks their IT for access. */
export function AskItPage() {
  const { t } = useTranslation();
  const client = useClient();
  const format = useFormat();
  const [wish, setWish] = useState<AskItWish>({
    place: "",
    region: "",
    edit: true,
    delete: true,
  });
  const settled = useDebounced(wish, TYPING_PAUSE);
  const { value, problem, again } = useAnswer(
    useCallback(() => client.askIt(settled), [client, settled]),
  );
  const { value: page } = useAnswer(useCallback(() => client.instances(), [client]));
  const change = (part: Partial<AskItWish>) => setWish((before) => ({ ...before, ...part }));
  const message = value === null ? null : askItMessage(t, settled, value);
  return (
    <Subpage testId="ask-it-page" title={t("askIt.title")} description={t("askIt.description")}>
      <Container header={<Header variant="h2">{t("askIt.formTitle")}</Header>}>
        <div className="narrow">
          <SpaceBetween size="l">
            <FormField
              label={t("askIt.place")}
              description={t("askIt.placeHint")}
              errorText={value?.understood === false ? t("askIt.notUnderstood") : undefined}
            >
              <Input
                data-testid="ask-place"
                value={wish.place}
                placeholder={t("askIt.placeExample")}
                autoComplete={false}
                spellcheck={false}
                onChange={({ detail }) => change({ place: detail.value })}
              />
            </FormField>
            <FormField label={t("askIt.region")} description={t("askIt.regionHint")}>
              <Autosuggest
                data-testid="ask-region"
                value={wish.region}
                options={(page?.regions ?? []).map((region) => ({ value: region }))}
                empty={t("field.region.none")}
                enteredTextLabel={(region) => t("field.use", { value: region })}
                onChange={({ detail }) => change({ region: detail.value })}
              />
            </FormField>
            <FormField label={t("askIt.wishes")}>
              <SpaceBetween size="xs">
                <Checkbox checked disabled>
                  {t("askIt.look")}
                </Checkbox>
                <Checkbox
                  data-testid="ask-edit"
                  checked={wish.edit}
                  onChange={({ detail }) => change({ edit: detail.checked })}
                >
                  {t("askIt.edit")}
                </Checkbox>
                <Checkbox
                  data-testid="ask-delete"
                  checked={wish.delete}
                  onChange={({ detail }) => change({ delete: detail.checked })}
                >
                  {t("askIt.delete")}
                </Checkbox>
              </SpaceBetween>
            </FormField>
          </SpaceBetween>
        </div>
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description={t("askIt.messageHint")}
            actions={message !== null && <CopyButton text={message}>{t("askIt.copy")}</CopyButton>}
          >
            {t("askIt.message")}
          </Header>
        }
      >
        <SpaceBetween size="m">
          {problem !== null && <ProblemAlert problem={problem} onTryAgain={again} />}
          {value === null && problem === null && (
            <StatusIndicator type="loading">{t("askIt.loading")}</StatusIndicator>
          )}
          {value !== null && value.blanks.length > 0 && (
            <Alert type="info">
              <span data-testid="ask-blanks">
                {t("askIt.blanks", { blanks: format.list(value.blanks) })}
              </span>
            </Alert>
          )}
          {value !== null && message !== null && (
            <PlainText
              testId="ask-message"
              label={t("askIt.message")}
              text={message}
              marked={value.blanks}
            />
          )}
          <Box color="text-body-secondary">{t("askIt.noSecrets")}</Box>
        </SpaceBetween>
      </Container>
    </Subpage>
  );
}
