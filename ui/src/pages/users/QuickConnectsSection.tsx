import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CopyableId } from "../../components/CopyableId";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswer } from "../../hooks/useAnswer";
import { useChanged } from "../../hooks/useChanged";
import { useClient } from "../../ipc/ClientContext";
import type { Part } from "../../ipc/generated/Part";
import type { Problem } from "../../ipc/generated/Problem";
import type { QuickConnectDetails } from "../../ipc/generated/QuickConnectDetails";
import type { QuickConnectQueues } from "../../ipc/generated/QuickConnectQueues";
import { ListCell, TextCell, Unknown } from "./cells";
import { Section } from "./Section";

/** The quick connects that lead to a user, and the queues that offer each. */
export function QuickConnectsSection({
  quickConnects,
}: {
  quickConnects: Part<QuickConnectDetails[]>;
}) {
  const { t } = useTranslation();
  return (
    <Section title={t("details.quickConnects")}>
      {quickConnects.kind === "unknown" ? (
        <ProblemAlert problem={quickConnects.problem} />
      ) : quickConnects.value.length === 0 ? (
        <Box color="text-body-secondary">{t("details.noQuickConnects")}</Box>
      ) : (
        <QuickConnects quickConnects={quickConnects.value} />
      )}
    </Section>
  );
}

function QuickConnects({ quickConnects }: { quickConnects: QuickConnectDetails[] }) {
  const { t } = useTranslation();
  const client = useClient();
  const ids = useMemo(() => quickConnects.map(({ id }) => id), [quickConnects]);
  const anew = useRef(false);
  const {
    value: queues,
    problem,
    again,
  } = useAnswer(
    useCallback(() => {
      const once = anew.current;
      anew.current = false;
      return client.quickConnectQueues(ids, once);
    }, [client, ids]),
  );
  const { problem: deaf, again: listenAgain } = useChanged("queues", again);
  const tryAgain = () => {
    anew.current = true;
    listenAgain();
    again();
  };
  const failed = problem ?? (queues?.kind === "unknown" ? queues.problem : deaf);

  return (
    <SpaceBetween size="s">
      <ul className="plain-list">
        {quickConnects.map(({ id, name, description }) => (
          <li key={id}>
            <Box variant="h4" padding={{ vertical: "xs" }}>
              <TextCell text={name} />
            </Box>
            <KeyValuePairs
              columns={3}
              minColumnWidth={220}
              items={[
                {
                  label: t("details.queues"),
                  value: <QueuesText queues={queues} id={id} failed={failed} />,
                },
                { label: t("details.description"), value: <TextCell text={description} /> },
                {
                  label: t("details.quickConnectId"),
                  value: <CopyableId what={t("details.quickConnectIdOf", { name })} id={id} />,
                },
              ]}
            />
          </li>
        ))}
      </ul>
      {queues?.kind === "looking" && (
        <StatusIndicator type="in-progress">
          {queues.expected === null
            ? t("details.queuesLooking")
            : t("details.queuesSoFar", { soFar: queues.so_far, expected: queues.expected })}
        </StatusIndicator>
      )}
      {queues?.kind === "known" && queues.unread > 0 && (
        <HandsOnFocus>
          <Alert
            type="warning"
            action={<Button onClick={tryAgain}>{t("details.tryAgain")}</Button>}
          >
            <div>{t("details.queuesUnread", { count: queues.unread })}</div>
            {queues.problem !== null && (
              <div>{t("app.sentence", { what: t(`problem.${queues.problem.code}.what`) })}</div>
            )}
          </Alert>
        </HandsOnFocus>
      )}
      {failed !== null && (
        <HandsOnFocus>
          <ProblemAlert problem={failed} onTryAgain={tryAgain} />
        </HandsOnFocus>
      )}
    </SpaceBetween>
  );
}

interface QueuesTextProps {
  queues: QuickConnectQueues | null;
  id: string;
  failed: Problem | null;
}

/** The queues that offer a quick connect; "No queue" only where every queue was looked at. */
function QueuesText({ queues, id, failed }: QueuesTextProps) {
  const { t } = useTranslation();
  if (queues?.kind !== "known") {
    return failed === null ? t("details.queuesNotYet") : <Unknown why={failed.code} />;
  }
  const offering = queues.queues[id] ?? [];
  if (offering.length === 0) {
    return queues.unread > 0 ? t("details.queuesNoneSoFar") : t("details.noQueues");
  }
  return <ListCell items={offering.map(({ name }) => name)} />;
}
