import { useCallback, useEffect, useRef, useState } from "react";
import { Frame } from "../../app/Frame";
import { useNews } from "../../app/NewsContext";
import { useChosenPreferences } from "../../app/PreferencesContext";
import type { UsersQuery } from "../../ipc/generated/UsersQuery";
import { DetailsPanel } from "./DetailsPanel";
import { focusLogin, focusSearch } from "./focus";
import { OpenUser } from "./OpenUser";
import { UsersHelp } from "./UsersHelp";
import { UsersList } from "./UsersList";
import { useNotices } from "./useNotices";
import { useOwnLoginNotice } from "./useOwnLoginNotice";
import { useUsers } from "./useUsers";
import { useUsersKeys } from "./useUsersKeys";
import { useUsersQuery } from "./useUsersQuery";

interface Props {
  /** What the page showed last. */
  query: UsersQuery;
  /** Told of everything that the page asks for. */
  onQuery: (query: UsersQuery) => void;
}

/** Lists, finds and selects the users of the instance, and shows one of them whole. */
export function UsersPage({ query: initial, onQuery }: Props) {
  const { preferences } = useChosenPreferences();
  const asked = useUsersQuery(initial, preferences.pageSize);
  useTold(asked.query, onQuery);
  const users = useUsers(asked.query);
  const news = useNews();
  const [openId, setOpenId] = useState<string | null>(null);
  const close = useCallback(() => setOpenId(null), []);
  useFocusWhenClosed(openId);
  useUsersKeys({
    focusSearch,
    selectAllMatching: () => users.selectMatching("addMatching"),
    open: setOpenId,
    close: openId === null ? null : close,
  });
  const notices = useNotices({
    state: users.state,
    problem: users.problem,
    onDismissProblem: users.dismissProblem,
    unanswered: users.unanswered,
    onAskAgain: () => {
      users.askAgain();
      news.askAgain();
    },
    onRefresh: users.refresh,
  });

  const ownLogin = useOwnLoginNotice(users.state);

  return (
    <Frame
      notices={ownLogin.notice === null ? notices : [...notices, ownLogin.notice]}
      contentType="table"
      help={<UsersHelp state={users.state} />}
      splitPanel={
        openId === null ? null : (
          <DetailsPanel
            id={openId}
            rows={users.page?.rows ?? []}
            readAt={users.state?.readAt ?? null}
            onOpen={setOpenId}
          />
        )
      }
      onSplitPanelClose={close}
      content={
        <OpenUser value={openId}>
          <UsersList asked={asked} users={users} onOpen={setOpenId} />
          {ownLogin.dialog}
        </OpenUser>
      }
    />
  );
}

function useTold(query: UsersQuery, onQuery: (query: UsersQuery) => void): void {
  const latest = useRef(onQuery);
  useEffect(() => {
    latest.current = onQuery;
  });
  useEffect(() => latest.current(query), [query]);
}

/** When the details close, puts the keyboard back on the row they were of, if it is there. */
function useFocusWhenClosed(openId: string | null): void {
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (openId === null && opened.current !== null && !focusLogin(opened.current)) focusSearch();
    opened.current = openId;
  }, [openId]);
}
