import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Frame } from "../../app/Frame";
import { usePlaces } from "../../app/PlacesContext";
import { FindingAlerts } from "../../components/FindingAlerts";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswer } from "../../hooks/useAnswer";
import { useChanged } from "../../hooks/useChanged";
import { useClient } from "../../ipc/ClientContext";
import type { InstancesPage } from "../../ipc/generated/InstancesPage";
import { FirstSteps } from "./FirstSteps";
import { InstanceCards } from "./InstanceCards";
import { OpenLastBox } from "./OpenLastBox";
import { StartHelp } from "./StartHelp";
import { useOpening } from "./useOpening";

/** The instances, to open one; or the ways to a first one. */
export function StartPage() {
  const { t } = useTranslation();
  const client = useClient();
  const {
    value: page,
    problem,
    again,
  } = useAnswer(useCallback(() => client.instances(), [client]));
  useChanged("front", again);
  useChanged("access", again);
  return (
    <Frame
      help={<StartHelp />}
      content={
        <div data-testid="start-page" className="own-text" data-own-text tabIndex={-1}>
          <SpaceBetween size="l">
            {problem !== null && (
              <HandsOnFocus>
                <ProblemAlert problem={problem} onTryAgain={again} />
              </HandsOnFocus>
            )}
            {page === null && problem === null && (
              <Box padding="l" textAlign="center">
                <StatusIndicator type="loading">{t("start.loading")}</StatusIndicator>
              </Box>
            )}
            {page !== null && <Instances page={page} onChanged={again} />}
          </SpaceBetween>
        </div>
      }
    />
  );
}

function Instances({ page, onChanged }: { page: InstancesPage; onChanged: () => void }) {
  const { t } = useTranslation();
  const { go } = usePlaces();
  const opening = useOpening();
  const first = page.cards.every(({ practice }) => practice);
  return (
    <SpaceBetween size="l">
      {first ? (
        <Header variant="h1" description={t("start.firstMessage")}>
          {t("start.firstTitle")}
        </Header>
      ) : (
        <Header
          variant="h1"
          description={t("start.description")}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => go({ kind: "settings" })}>{t("app.allSettings")}</Button>
              <Button data-testid="ask-it" onClick={() => go({ kind: "askIt" })}>
                {t("askIt.action")}
              </Button>
              <Button
                data-testid="add-instance"
                iconName="add-plus"
                onClick={() => go({ kind: "instance", card: null })}
              >
                {t("start.add")}
              </Button>
            </SpaceBetween>
          }
        >
          {t("start.title")}
        </Header>
      )}
      <FindingAlerts findings={page.findings} />
      {opening.problem !== null && <ProblemAlert problem={opening.problem} />}
      {first ? (
        <FirstSteps practice={page.cards[0]} opening={opening} />
      ) : (
        <SpaceBetween size="l">
          <InstanceCards
            cards={page.cards}
            last={page.last}
            opening={opening}
            onChanged={onChanged}
          />
          <OpenLastBox page={page} onChanged={onChanged} />
        </SpaceBetween>
      )}
      <ExpandableSection headerText={t("start.whyTitle")}>
        <SpaceBetween size="xs">
          <Box>{t("start.why")}</Box>
          <Box>{t("start.whyDo")}</Box>
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}
