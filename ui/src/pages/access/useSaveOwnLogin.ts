import { useState } from "react";
import { useAccess } from "../../app/AccessContext";
import { useClient } from "../../ipc/ClientContext";
import type { Problem } from "../../ipc/generated/Problem";
import { asProblem } from "../../ipc/problem";

/** Remembers which login is the person's own, or that none is. */
export function useSaveOwnLogin(onDone?: () => void) {
  const client = useClient();
  const known = useAccess();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const save = async (own: string | null) => {
    setSaving(true);
    setProblem(null);
    try {
      await client.saveOwnLogin(own);
      known?.again();
      onDone?.();
    } catch (rejection) {
      setProblem(asProblem(rejection));
    }
    setSaving(false);
  };
  return { save, saving, problem };
}
