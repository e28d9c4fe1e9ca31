import type { SelectProps } from "@cloudscape-design/components/select";
import { useRef, useState } from "react";
import { useClient } from "../../ipc/ClientContext";

interface Logins {
  options: SelectProps.Option[];
  status: "pending" | "loading" | "finished" | "error";
}

/** Offers the logins of the list, narrowed by what was typed. */
export function useLogins() {
  const client = useClient();
  const [logins, setLogins] = useState<Logins>({ options: [], status: "pending" });
  const turn = useRef(0);
  const load = (typed: string) => {
    turn.current += 1;
    const mine = turn.current;
    setLogins({ options: [], status: "loading" });
    client.userValues("login", typed).then(
      (found) => {
        if (mine !== turn.current) return;
        const options = found.map(({ value }) => ({ value, label: value }));
        setLogins({ options, status: "finished" });
      },
      () => {
        if (mine === turn.current) setLogins({ options: [], status: "error" });
      },
    );
  };
  return { ...logins, load };
}
