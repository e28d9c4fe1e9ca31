import { useCallback, useEffect, useRef, useState } from "react";
import { Frame } from "../../app/Frame";
import { useChosenPreferences } from "../../app/PreferencesContext";
import { useStart } from "../../app/StartContext";
import { DetailsPanel } from "./DetailsPanel";
import { focusLogin, focusSearch } from "./focus";
import { OpenUser } from "./OpenUser";
import { UsersHelp } from "./UsersHelp";
import { UsersList } from "./UsersList";
import { useNotices } from "./useNotices";
import { useUsers } from "./useUsers";
import { useUsersKeys } from "./useUsersKeys";
import { useUsersQuery } from "./useUsersQuery";

/** Lists, finds and selects the users of the instance, and shows one of them whole. */
export function UsersPage() {
  const start = useStart();
  const { preferences } = useChosenPreferences();
  const asked = useUsersQuery(start.query, preferences.pageSize);
  const users = useUsers(asked.query);
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
    onAskAgain: users.askAgain,
    onRefresh: users.refresh,
  });

  return (
    <Frame
      notices={notices}
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
        </OpenUser>
      }
    />
  );
}

/** When the details close, puts the keyboard back on the row they were of, if it is there. */
function useFocusWhenClosed(openId: string | null): void {
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (openId === null && opened.current !== null && !focusLogin(opened.current)) focusSearch();
    opened.current = openId;
  }, [openId]);
}
