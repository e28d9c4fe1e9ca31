import { openWindow } from "./app/openWindow";
import { tauriClient } from "./ipc/client";

openWindow(tauriClient);
