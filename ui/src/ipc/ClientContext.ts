import { createContext, useContext } from "react";
import { type Client, tauriClient } from "./client";

/** Who answers; tests and the browser preview put another in its place. */
export const ClientContext = createContext<Client>(tauriClient);

/** Who answers the window's questions. */
export function useClient(): Client {
  return useContext(ClientContext);
}
