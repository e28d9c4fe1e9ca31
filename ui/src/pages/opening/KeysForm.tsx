import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Answering } from "../../hooks/useAnswering";
import type { Problem } from "../../ipc/generated/Problem";
import type { ProblemCode } from "../../ipc/generated/ProblemCode";

interface Props {
  /** Why keys are asked for, where that needs saying. */
  problem: Problem | null;
  answering: Answering;
  onAskIt?: () => void;
}

/** Problems that may be gone when the same is tried again, with the keys that are there. */
const KEYCHAIN: ReadonlySet<ProblemCode> = new Set(["keychainLocked", "keychainFault"]);

/** Asks for access keys. A secret is gone from here as soon as it is sent. */
export function KeysForm({ problem, answering, onAskIt }: Props) {
  const { t } = useTranslation();
  const [id, setId] = useState("");
  const [secret, setSecret] = useState("");
  const [token, setToken] = useState("");
  const [keep, setKeep] = useState(true);
  const [tried, setTried] = useState(false);
  const { send, sending, problem: refused } = answering;
  const told = refused ?? problem;
  const missing = (value: string) => (tried && value.trim() === "" ? t("form.empty") : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending || id.trim() === "" || secret.trim() === "") return;
    send({
      kind: "keys",
      id: id.trim(),
      secret: secret.trim(),
      sessionToken: token.trim(),
      keep,
    });
    setSecret("");
    setToken("");
    setTried(false);
  };
  return (
    <form data-testid="keys-form" autoComplete="off" onSubmit={submit}>
      <SpaceBetween size="l">
        {told !== null && (
          <ProblemAlert
            problem={told}
            onTryAgain={KEYCHAIN.has(told.code) ? () => send({ kind: "again" }) : undefined}
          />
        )}
        <Box>
          {t("keys.intro")} {t("keys.fromIt")}{" "}
          {onAskIt !== undefined && (
            <Button variant="inline-link" onClick={onAskIt}>
              {t("askIt.action")}
            </Button>
          )}
        </Box>
        <FormField label={t("keys.id")} description={t("keys.idHint")} errorText={missing(id)}>
          <Input
            data-testid="key-id"
            value={id}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setId(detail.value)}
          />
        </FormField>
        <FormField label={t("keys.secret")} errorText={missing(secret)}>
          <Input
            data-testid="key-secret"
            type="password"
            value={secret}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setSecret(detail.value)}
          />
        </FormField>
        <FormField label={t("keys.token")} description={t("keys.tokenHint")}>
          <Input
            data-testid="key-token"
            type="password"
            value={token}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setToken(detail.value)}
          />
        </FormField>
        <Checkbox
          data-testid="key-keep"
          checked={keep}
          description={t("keys.keepHint")}
          onChange={({ detail }) => setKeep(detail.checked)}
        >
          {t("keys.keep")}
        </Checkbox>
        <Button data-testid="keys-submit" variant="primary" formAction="submit" loading={sending}>
          {t("keys.submit")}
        </Button>
      </SpaceBetween>
    </form>
  );
}
