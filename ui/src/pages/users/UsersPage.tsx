import LiveRegion from "@cloudscape-design/components/live-region";
import TextFilter, { type TextFilterProps } from "@cloudscape-design/components/text-filter";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Frame } from "../../app/Frame";
import { useChosenPreferences } from "../../app/PreferencesContext";
import { useStart } from "../../app/StartContext";
import type { Gap } from "../../ipc/generated/Gap";
import { DetailsPanel } from "./DetailsPanel";
import { useNotices } from "./notices";
import { PropertyFilterBox } from "./PropertyFilterBox";
import { SelectionBar } from "./SelectionBar";
import { selectionChanges } from "./selection";
import { NoRows } from "./states";
import { UsersHeader } from "./UsersHeader";
import { UsersHelp } from "./UsersHelp";
import { UsersTable } from "./UsersTable";
import { useColumns } from "./useColumns";
import { useUsers } from "./useUsers";
import { useUsersKeys } from "./useUsersKeys";
import { useUsersQuery } from "./useUsersQuery";

const NO_GAPS: Gap[] = [];

/** Lists, finds and selects the users of the instance, and shows one of them whole. */
export function UsersPage() {
  const { t } = useTranslation();
  const start = useStart();
  const { preferences } = useChosenPreferences();
  const asked = useUsersQuery(start.query, preferences.pageSize);
  const { query, narrowed } = asked;
  const users = useUsers(query);
  const { state, page } = users;
  const [openId, setOpenId] = useState<string | null>(null);
  const search = useRef<TextFilterProps.Ref>(null);

  const close = useCallback(() => {
    setOpenId((id) => {
      focusLogin(id);
      return null;
    });
  }, []);
  const selectAll = () => users.select({ kind: "addMatching", query });
  useUsersKeys({
    focusSearch: () => search.current?.focus(),
    selectAllMatching: selectAll,
    open: setOpenId,
    close: openId === null ? null : close,
  });
  const notices = useNotices({
    state,
    problem: users.problem,
    onDismissProblem: users.dismissProblem,
    unanswered: users.unanswered,
    onAskAgain: users.askAgain,
    onRefresh: users.refresh,
  });
  const columns = useColumns({
    preferences,
    gaps: state?.gaps ?? NO_GAPS,
    openId,
    onOpen: setOpenId,
  });

  return (
    <Frame
      notices={notices}
      help={<UsersHelp state={state} />}
      splitPanel={
        openId === null ? null : (
          <DetailsPanel
            key={openId}
            id={openId}
            rows={page?.rows ?? []}
            readAt={state?.readAt ?? null}
            onOpen={setOpenId}
          />
        )
      }
      onSplitPanelClose={close}
      content={
        <>
          <LiveRegion hidden>
            {state?.load.kind === "loading"
              ? t("load.readingNow")
              : state?.total != null && t("load.done", { count: state.total })}
          </LiveRegion>
          <UsersTable
            columns={columns}
            page={page}
            query={query}
            header={
              <UsersHeader
                state={state}
                page={page}
                narrowed={narrowed}
                onRefresh={users.refresh}
                onCancel={users.cancel}
              />
            }
            filter={
              <>
                <div className="filters">
                  <TextFilter
                    data-testid="search"
                    ref={search}
                    filteringText={asked.typed}
                    filteringAriaLabel={t("users.search")}
                    filteringPlaceholder={t("users.searchPlaceholder")}
                    filteringClearAriaLabel={t("users.clearSearch")}
                    onChange={({ detail }) => asked.setTyped(detail.filteringText)}
                  />
                  <PropertyFilterBox query={asked.filter} onChange={asked.setFilter} />
                </div>
                <SelectionBar
                  selection={page?.selection ?? { count: 0, hidden: 0 }}
                  matching={page?.matching ?? 0}
                  narrowed={narrowed}
                  onSelectAll={selectAll}
                  onInvert={() => users.select({ kind: "invertMatching", query })}
                  onClear={() => users.select({ kind: "clear" })}
                />
              </>
            }
            empty={
              state !== null &&
              page !== null && (
                <NoRows
                  state={state}
                  narrowed={narrowed}
                  onRefresh={users.refresh}
                  onClearFilters={asked.clear}
                />
              )
            }
            onSort={asked.setSort}
            onPage={asked.setPage}
            onTicked={(ticked) => users.select(...selectionChanges(page?.rows ?? [], ticked))}
            onOpen={setOpenId}
          />
        </>
      }
    />
  );
}

/** Puts the keyboard back on the row whose details were open. */
function focusLogin(id: string | null): void {
  if (id === null) return;
  document.querySelector<HTMLElement>(`[data-user-id="${CSS.escape(id)}"]`)?.focus();
}
