import { createContext, useContext } from "react";
import type { InstanceCard } from "../ipc/generated/InstanceCard";

/** A page of the window. The program decides what `front` is; the others lie over it. */
export type Place =
  | { kind: "front" }
  | { kind: "askIt" }
  | { kind: "settings" }
  | { kind: "check"; name: string }
  /** The form of an instance; without one it is a new one. */
  | { kind: "instance"; card: InstanceCard | null };

export interface Places {
  go: (place: Place) => void;
  /** Back to where the person came from. */
  back: () => void;
  /** Whether this is not the first page of this run: then a new page takes the keyboard. */
  moved: boolean;
}

export const PlacesContext = createContext<Places | null>(null);

/** The way to other pages. */
export function usePlaces(): Places {
  const places = useContext(PlacesContext);
  if (places === null) throw new Error("usePlaces is used outside PlacesContext");
  return places;
}
