import { createContext, useContext } from "react";
import type { InstanceHeader } from "../ipc/generated/InstanceHeader";

/** Which instance is open; `null` outside any, as on the start page. */
export const InstanceContext = createContext<InstanceHeader | null>(null);

export function useInstance(): InstanceHeader {
  const instance = useContext(InstanceContext);
  if (instance === null) throw new Error("useInstance is used while no instance is open");
  return instance;
}
