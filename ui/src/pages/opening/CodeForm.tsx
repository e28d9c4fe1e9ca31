import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Answering } from "../../hooks/useAnswering";
import type { Problem } from "../../ipc/generated/Problem";

interface Props {
  /** The device's ARN or serial number. */
  device: string;
  /** Why the code before was no good. */
  problem: Problem | null;
  answering: Answering;
}

const DIGITS = /^\d{6}$/;

/** Asks for the code of an MFA device. */
export function CodeForm({ device, problem, answering }: Props) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const [tried, setTried] = useState(false);
  const { send, sending, problem: refused } = answering;
  const told = refused ?? problem;
  const typed = code.replace(/\s/g, "");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (sending || !DIGITS.test(typed)) return;
    send({ kind: "code", code: typed });
    setCode("");
    setTried(false);
  };
  return (
    <form data-testid="code-form" autoComplete="off" onSubmit={submit}>
      <SpaceBetween size="l">
        {told !== null && <ProblemAlert problem={told} />}
        <Box>{t("code.intro")}</Box>
        <FormField
          label={t("code.label")}
          description={<span className="path">{t("code.device", { device })}</span>}
          errorText={tried && !DIGITS.test(typed) ? t("code.sixDigits") : undefined}
        >
          <Input
            data-testid="code-input"
            value={code}
            inputMode="numeric"
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setCode(detail.value)}
          />
        </FormField>
        <Button data-testid="code-submit" variant="primary" formAction="submit" loading={sending}>
          {t("code.submit")}
        </Button>
      </SpaceBetween>
    </form>
  );
}
