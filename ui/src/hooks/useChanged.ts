import { useEffect } from "react";
import { useClient } from "../ipc/ClientContext";
import type { Topic } from "../ipc/generated/Topic";

/** Calls `onChange` (kept with `useCallback`) whenever something of that topic changed. */
export function useChanged(topic: Topic, onChange: () => void): void {
  const client = useClient();
  useEffect(
    () =>
      client.onChanged((changed) => {
        if (changed.topic === topic) onChange();
      }),
    [client, topic, onChange],
  );
}
