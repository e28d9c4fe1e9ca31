import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { madeUpProblem } from "../testing/fakeClient";
import { useAnswer } from "./useAnswer";

/** Questions whose answers come when the test says so. */
function questions() {
  const asked: { give: (value: string) => void; refuse: (reason: unknown) => void }[] = [];
  const ask = () =>
    new Promise<string>((give, refuse) => {
      asked.push({ give, refuse });
    });
  return { asked, ask };
}

test("an answer to an earlier question is thrown away", async () => {
  const first = questions();
  const second = questions();
  const { result, rerender } = renderHook(({ ask }) => useAnswer(ask), {
    initialProps: { ask: first.ask },
  });
  rerender({ ask: second.ask });
  await act(async () => second.asked[0]?.give("new"));
  await act(async () => first.asked[0]?.give("old"));
  expect(result.current.value).toBe("new");
});

test("the earlier answer stays until the new one has come", async () => {
  const first = questions();
  const second = questions();
  const { result, rerender } = renderHook(({ ask }) => useAnswer(ask), {
    initialProps: { ask: first.ask },
  });
  await act(async () => first.asked[0]?.give("old"));
  rerender({ ask: second.ask });
  expect(result.current).toMatchObject({ value: "old", problem: null });
  await act(async () => second.asked[0]?.give("new"));
  expect(result.current).toMatchObject({ value: "new", problem: null });
});

test("of two answers to the same question, the one to the later asking wins", async () => {
  const { asked, ask } = questions();
  const { result } = renderHook(() => useAnswer(ask));
  act(() => result.current.again());
  await act(async () => asked[1]?.give("later"));
  await act(async () => asked[0]?.give("earlier"));
  expect(result.current.value).toBe("later");
});

test("an answer in time is shown even while the question is asked again", async () => {
  const { asked, ask } = questions();
  const { result } = renderHook(() => useAnswer(ask));
  act(() => result.current.again());
  await act(async () => asked[0]?.give("first"));
  expect(result.current.value).toBe("first");
});

test("a failure is a problem, and goes when the next answer comes", async () => {
  const { asked, ask } = questions();
  const { result } = renderHook(() => useAnswer(ask));
  await act(async () => asked[0]?.refuse(madeUpProblem("timedOut")));
  expect(result.current.problem?.code).toBe("timedOut");
  act(() => result.current.again());
  await act(async () => asked[1]?.give("there"));
  expect(result.current).toMatchObject({ value: "there", problem: null });
});

test("the same answer again is the same object", async () => {
  const answers = [{ rows: [1] }, { rows: [1] }];
  const ask = async () => answers.shift() ?? { rows: [2] };
  const { result } = renderHook(() => useAnswer(ask));
  await act(async () => undefined);
  const before = result.current.value;
  await act(async () => result.current.again());
  expect(result.current.value).toBe(before);
  await act(async () => result.current.again());
  expect(result.current.value).toEqual({ rows: [2] });
});
