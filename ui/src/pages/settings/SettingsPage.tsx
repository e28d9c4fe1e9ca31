import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Subpage } from "../../app/Subpage";
import { CopyableId } from "../../components/CopyableId";
import { FindingAlerts } from "../../components/FindingAlerts";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswer } from "../../hooks/useAnswer";
import { useClient } from "../../ipc/ClientContext";
import type { Problem } from "../../ipc/generated/Problem";
import type { SettingsPage as Settings } from "../../ipc/generated/SettingsPage";
import { asProblem } from "../../ipc/problem";
import { SettingsTable } from "./SettingsTable";

/** All settings that hold, each with where it comes from, and where everything is kept. */
export function SettingsPage() {
  const { t } = useTranslation();
  const client = useClient();
  const { value, problem, again } = useAnswer(useCallback(() => client.settings(), [client]));
  return (
    <Subpage
      testId="settings-page"
      title={t("settings.title")}
      description={t("settings.description")}
    >
      {problem !== null && (
        <HandsOnFocus>
          <ProblemAlert problem={problem} onTryAgain={again} />
        </HandsOnFocus>
      )}
      {value === null && problem === null && (
        <StatusIndicator type="loading">{t("settings.loading")}</StatusIndicator>
      )}
      {value !== null && (
        <SpaceBetween size="l">
          <FindingAlerts findings={value.findings} />
          <SettingsTable lines={value.lines} />
          <Files settings={value} />
        </SpaceBetween>
      )}
    </Subpage>
  );
}

function Files({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const client = useClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const openLogFolder = async () => {
    setProblem(null);
    try {
      await client.openLogFolder();
    } catch (rejection) {
      setProblem(asProblem(rejection));
    }
  };
  const places = [
    ["managedFile", settings.managedFile],
    ["userFile", settings.userFile],
    ["dataFolder", settings.dataFolder],
    ["logFolder", settings.logFolder],
  ] as const;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button data-testid="open-log-folder" iconName="folder" onClick={openLogFolder}>
              {t("app.openLogFolder")}
            </Button>
          }
        >
          {t("settings.files")}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {problem !== null && <ProblemAlert problem={problem} />}
        <KeyValuePairs
          columns={2}
          minColumnWidth={300}
          items={places.map(([place, path]) => ({
            label: t(`settings.place.${place}`),
            value:
              path === null ? (
                t("settings.noPlace")
              ) : (
                <CopyableId what={t(`settings.place.${place}`)} id={path} />
              ),
          }))}
        />
      </SpaceBetween>
    </Container>
  );
}
