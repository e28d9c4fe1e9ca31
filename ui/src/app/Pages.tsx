import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { useAnswer } from "../hooks/useAnswer";
import { useChanged } from "../hooks/useChanged";
import { useClient } from "../ipc/ClientContext";
import type { Front } from "../ipc/generated/Front";
import type { UsersQuery } from "../ipc/generated/UsersQuery";
import { StartPage } from "../pages/start/StartPage";
import { UsersPage } from "../pages/users/UsersPage";
import { type News, NewsContext } from "./NewsContext";
import { OpenInstance } from "./OpenInstance";
import { type Place, PlacesContext } from "./PlacesContext";
import { Waiting } from "./Waiting";

const OpeningPage = lazy(async () => ({
  default: (await import("../pages/opening/OpeningPage")).OpeningPage,
}));
const AskItPage = lazy(async () => ({
  default: (await import("../pages/askIt/AskItPage")).AskItPage,
}));
const CheckPage = lazy(async () => ({
  default: (await import("../pages/check/CheckPage")).CheckPage,
}));
const InstancePage = lazy(async () => ({
  default: (await import("../pages/instance/InstancePage")).InstancePage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import("../pages/settings/SettingsPage")).SettingsPage,
}));

const FRONT: Place = { kind: "front" };

/** Shows the page that the program says, or one that the person went to from there. */
export function Pages() {
  const client = useClient();
  const front = useAnswer(useCallback(() => client.front(), [client]));
  const { again: askFront } = front;
  const { problem: deaf, again: listenAgain } = useChanged("front", askFront);
  const problem = front.problem ?? deaf;
  const news = useMemo(
    () => ({
      problem,
      askAgain: () => {
        listenAgain();
        askFront();
      },
    }),
    [problem, listenAgain, askFront],
  );
  return front.value === null ? (
    <Waiting problem={front.problem} onTryAgain={askFront} />
  ) : (
    <Placed front={front.value} news={news} />
  );
}

function Placed({ front, news }: { front: Front; news: News }) {
  const { place, places } = useWay(whereabouts(front));
  const page = <Suspense fallback={<Waiting />}>{<Page place={place} front={front} />}</Suspense>;
  return (
    <PlacesContext value={places}>
      {front.kind === "open" ? (
        <OpenInstance key={front.instance.id} instance={front.instance} news={news}>
          {page}
        </OpenInstance>
      ) : (
        <NewsContext value={news}>{page}</NewsContext>
      )}
    </PlacesContext>
  );
}

/** Tells one page of the program's from another, however the page itself changes. */
function whereabouts(front: Front): string {
  switch (front.kind) {
    case "choosing":
      return front.kind;
    case "opening":
      return `${front.kind} ${front.name}`;
    case "open":
      return `${front.kind} ${front.instance.id}`;
  }
}

/** Where the person went from the program's page; they are back on it when it changes. */
function useWay(where: string) {
  const [way, setWay] = useState<{ where: string; places: Place[]; moved: boolean }>({
    where,
    places: [],
    moved: false,
  });
  if (way.where !== where) setWay({ where, places: [], moved: true });
  const { places: been, moved } = way;
  const places = useMemo(() => {
    const move = (next: (before: Place[]) => Place[]) =>
      setWay((before) => ({ ...before, places: next(before.places), moved: true }));
    return {
      go: (place: Place) => move((before) => [...before.filter((one) => !same(one, place)), place]),
      back: () => move((before) => before.slice(0, -1)),
      moved,
    };
  }, [moved]);
  return { place: been.at(-1) ?? FRONT, places };
}

function same(one: Place, other: Place): boolean {
  return one.kind === other.kind;
}

function Page({ place, front }: { place: Place; front: Front }): ReactNode {
  const remembered = useRemembered();
  switch (place.kind) {
    case "askIt":
      return <AskItPage />;
    case "settings":
      return <SettingsPage />;
    case "check":
      return <CheckPage key={place.name} name={place.name} />;
    case "instance":
      return <InstancePage card={place.card} />;
    case "front":
      switch (front.kind) {
        case "choosing":
          return <StartPage />;
        case "opening":
          return <OpeningPage key={front.name} {...front} />;
        case "open":
          return (
            <UsersPage
              query={remembered.of(front.instance.id) ?? front.query}
              onQuery={(query) => remembered.keep(front.instance.id, query)}
            />
          );
      }
  }
}

/** What the Users page asked for last, for when the person comes back to it. */
function useRemembered() {
  const last = useRef<{ instance: string; query: UsersQuery } | null>(null);
  return {
    of: (instance: string) => (last.current?.instance === instance ? last.current.query : null),
    keep: (instance: string, query: UsersQuery) => {
      last.current = { instance, query };
    },
  };
}
