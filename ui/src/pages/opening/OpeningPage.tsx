import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Frame } from "../../app/Frame";
import { usePlaces } from "../../app/PlacesContext";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useClient } from "../../ipc/ClientContext";
import type { OpeningAnswer } from "../../ipc/generated/OpeningAnswer";
import type { OpeningStep } from "../../ipc/generated/OpeningStep";
import type { Problem } from "../../ipc/generated/Problem";
import { asProblem } from "../../ipc/problem";
import { StartHelp } from "../start/StartHelp";
import { AfterFailure } from "./AfterFailure";
import { StepForms } from "./StepForms";

interface Props {
  name: string;
  region: string;
  step: OpeningStep;
}

/** An instance on its way to being open: what it waits for, and how to give it up. */
export function OpeningPage({ name, region, step }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const { go } = usePlaces();
  const [problem, setProblem] = useState<Problem | null>(null);
  const answer = useCallback(
    (given: OpeningAnswer) => {
      setProblem(null);
      return client.answerOpening(given);
    },
    [client],
  );
  const leave = async () => {
    try {
      await client.leave();
    } catch (rejection) {
      setProblem(asProblem(rejection));
    }
  };
  const working = step.kind === "working";
  return (
    <Frame
      help={<StartHelp />}
      content={
        <div data-testid="opening-page">
          <SpaceBetween size="l">
            <Header
              variant="h1"
              description={t("app.region", { region })}
              actions={
                <Button data-testid={working ? "cancel-opening" : "back"} onClick={leave}>
                  {working ? t("app.cancel") : t("app.back")}
                </Button>
              }
            >
              <bdi className="long-name">
                {step.kind === "failed"
                  ? t("opening.failed", { name })
                  : t("opening.title", { name })}
              </bdi>
            </Header>
            {problem !== null && <ProblemAlert problem={problem} />}
            <Box>
              <Container>
                <div className="narrow">
                  <StepForms
                    step={step}
                    answer={answer}
                    onAskIt={() => go({ kind: "askIt" })}
                    afterFailure={(why) => (
                      <AfterFailure
                        name={name}
                        problem={why}
                        onAgain={() => answer({ kind: "again" })}
                        onProblem={setProblem}
                      />
                    )}
                  />
                </div>
              </Container>
            </Box>
          </SpaceBetween>
        </div>
      }
    />
  );
}
