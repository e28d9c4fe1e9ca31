import Box from "@cloudscape-design/components/box";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CopyableId } from "../../components/CopyableId";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswer } from "../../hooks/useAnswer";
import { useChanged } from "../../hooks/useChanged";
import { useClient } from "../../ipc/ClientContext";
import type { Part } from "../../ipc/generated/Part";
import type { QuickConnectDetails } from "../../ipc/generated/QuickConnectDetails";
import type { QuickConnectQueues } from "../../ipc/generated/QuickConnectQueues";
import { ListCell, Nothing, TextCell } from "./cells";
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
  const {
    value: queues,
    problem,
    again,
  } = useAnswer(useCallback(() => client.quickConnectQueues(ids), [client, ids]));
  useChanged("queues", again);

  return (
    <>
      <ul className="plain-list">
        {quickConnects.map(({ id, name, description }) => (
          <li key={id}>
            <Box variant="h4" padding={{ vertical: "xs" }}>
              <TextCell text={name} />
            </Box>
            <KeyValuePairs
              columns={3}
              minColumnWidth={150}
              items={[
                { label: t("details.queues"), value: <QueuesText queues={queues} id={id} /> },
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
        <StatusIndicator type="warning">
          {t("details.queuesUnread", { count: queues.unread })}
          {queues.problem !== null && ` ${t(`problem.${queues.problem.code}.what`)}.`}
        </StatusIndicator>
      )}
      {queues?.kind === "unknown" && <ProblemAlert problem={queues.problem} onTryAgain={again} />}
      {problem !== null && <ProblemAlert problem={problem} onTryAgain={again} />}
    </>
  );
}

function QueuesText({ queues, id }: { queues: QuickConnectQueues | null; id: string }) {
  const { t } = useTranslation();
  if (queues?.kind !== "known") return <Nothing />;
  const offering = queues.queues[id] ?? [];
  if (offering.length === 0) return t("details.noQueues");
  return <ListCell items={offering.map(({ name }) => name)} />;
}
