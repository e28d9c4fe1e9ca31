import { createContext } from "react";

/** The id of the user whose details are open. */
export const OpenUser = createContext<string | null>(null);
