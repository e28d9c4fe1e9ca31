import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import { useAccess } from "../../app/AccessContext";
import { useInstance } from "../../app/InstanceContext";
import { CopyableId } from "../../components/CopyableId";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Access } from "../../ipc/generated/Access";
import { AccessTable } from "./AccessTable";
import { OwnLoginSection } from "./OwnLoginSection";
import { TimeLeft } from "./TimeLeft";

/** Who the person is to AWS, and what they may do in the open instance. */
export function AccessPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const known = useAccess();
  const access = known?.access ?? null;
  const problem = known?.problem ?? null;
  return (
    <Modal
      visible
      size="large"
      data-testid="access-panel"
      header={t("access.title")}
      closeAriaLabel={t("app.close")}
      onDismiss={onClose}
    >
      <SpaceBetween size="l">
        {problem !== null && <ProblemAlert problem={problem} onTryAgain={known?.again} />}
        {access === null && problem === null && (
          <StatusIndicator type="loading">{t("access.loading")}</StatusIndicator>
        )}
        {access !== null && <Known access={access} />}
      </SpaceBetween>
    </Modal>
  );
}

function Known({ access }: { access: Access }) {
  const { t } = useTranslation();
  const { name, alias, id } = useInstance();
  const { calledAs } = access;
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={2}
        minColumnWidth={240}
        items={[
          {
            label: t("access.who"),
            value:
              calledAs === null ? (
                t("access.notYet")
              ) : (
                <CopyableId what={t("access.who")} id={calledAs.arn} />
              ),
          },
          {
            label: t("access.account"),
            value:
              calledAs === null ? (
                t("access.notYet")
              ) : (
                <CopyableId what={t("access.account")} id={calledAs.account} />
              ),
          },
          {
            label: t("access.instance"),
            value: (
              <>
                <bdi className="long-name">{alias ?? name}</bdi>
                <div>
                  <CopyableId what={t("access.instanceId")} id={id} />
                </div>
              </>
            ),
          },
          {
            label: t("access.left"),
            value: <TimeLeft expiresAt={access.expiresAt} asksAgain={access.asksAgain} />,
          },
        ]}
      />
      <AccessTable
        title={t("access.reads")}
        rows={access.reads.map(({ part, state }) => ({
          id: part,
          what: t(`access.read.${part}`),
          state,
        }))}
      />
      <AccessTable
        title={t("access.changes")}
        rows={access.changes.map(({ change, state }) => ({
          id: change,
          what: t(`access.change.${change}`),
          state,
        }))}
      />
      <OwnLoginSection ownLogin={access.ownLogin} />
    </SpaceBetween>
  );
}
