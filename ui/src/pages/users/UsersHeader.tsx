import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import type { ListState } from "../../ipc/generated/ListState";
import type { UsersPage } from "../../ipc/generated/UsersPage";
import { focusRefresh } from "./focus";
import { LoadProgressText } from "./LoadProgressText";
import { useReadAt } from "./useReadAt";

interface Props {
  state: ListState | null;
  page: UsersPage | null;
  narrowed: boolean;
  onRefresh: () => void;
  onCancel: () => void;
}

/** The page's heading: how many users, how old the list is, and how to read it anew. */
export function UsersHeader({ state, page, narrowed, onRefresh, onCancel }: Props) {
  const { t } = useTranslation();
  const counter = ({ matching, total }: UsersPage) =>
    narrowed ? t("users.counterSome", { matching, total }) : t("users.counter", { count: total });
  const loading = state?.load.kind === "loading";
  return (
    <Header
      variant="awsui-h1-sticky"
      counter={page === null || state?.readAt == null ? undefined : counter(page)}
      description={<Description state={state} />}
      actions={
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          {loading && (
            <HandsOnFocus to={focusRefresh}>
              <Button
                data-testid="cancel-load"
                ariaLabel={t("users.cancelLong")}
                onClick={onCancel}
              >
                {t("users.cancel")}
              </Button>
            </HandsOnFocus>
          )}
          <Button
            data-testid="refresh"
            data-refresh
            iconName="refresh"
            disabled={state === null}
            loading={loading}
            loadingText={t("load.reading")}
            onClick={onRefresh}
          >
            {t("users.refresh")}
          </Button>
        </SpaceBetween>
      }
    >
      {t("users.title")}
    </Header>
  );
}

function Description({ state }: { state: ListState | null }) {
  const { t } = useTranslation();
  const readAt = useReadAt();
  if (state === null || state.readAt === null) return null;
  return (
    <>
      <span data-testid="read-at">{t("users.readAt", { when: readAt(state.readAt) })}</span>
      {state.load.kind === "loading" && (
        <Box variant="span" margin={{ left: "s" }}>
          <StatusIndicator type="in-progress">
            <LoadProgressText progress={state.load.progress} />
          </StatusIndicator>
        </Box>
      )}
    </>
  );
}
