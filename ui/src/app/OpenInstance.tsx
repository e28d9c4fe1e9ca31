import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { useAnswer } from "../hooks/useAnswer";
import { useChanged } from "../hooks/useChanged";
import { useClient } from "../ipc/ClientContext";
import type { InstanceHeader } from "../ipc/generated/InstanceHeader";
import { PausedModal } from "../pages/access/PausedModal";
import { AccessContext } from "./AccessContext";
import { InstanceContext } from "./InstanceContext";
import { type News, NewsContext } from "./NewsContext";

const AccessPanel = lazy(async () => ({
  default: (await import("../pages/access/AccessPanel")).AccessPanel,
}));

interface Props {
  instance: InstanceHeader;
  news: News;
  children: ReactNode;
}

/** What every page of an open instance has: which it is, and what the person may do there. */
export function OpenInstance({ instance, news, children }: Props) {
  const client = useClient();
  const { value: access, problem, again } = useAnswer(useCallback(() => client.access(), [client]));
  const { problem: deaf, again: listenAgain } = useChanged("access", again);
  const [shown, setShown] = useState(false);
  const [putOff, setPutOff] = useState(false);
  const paused = access?.paused ?? null;
  if (paused === null && putOff) setPutOff(false);

  const known = useMemo(
    () => ({
      access,
      problem,
      again,
      show: () => setShown(true),
      signIn: () => setPutOff(false),
    }),
    [access, problem, again],
  );
  const allNews = useMemo(
    () => ({
      problem: news.problem ?? deaf,
      askAgain: () => {
        news.askAgain();
        listenAgain();
        again();
      },
    }),
    [news, deaf, listenAgain, again],
  );
  return (
    <InstanceContext value={instance}>
      <AccessContext value={known}>
        <NewsContext value={allNews}>
          {children}
          {shown && (
            <Suspense>
              <AccessPanel onClose={() => setShown(false)} />
            </Suspense>
          )}
          {paused !== null && !putOff && (
            <PausedModal paused={paused} onClose={() => setPutOff(true)} />
          )}
        </NewsContext>
      </AccessContext>
    </InstanceContext>
  );
}
