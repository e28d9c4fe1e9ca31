import axe from "axe-core";

/**
 * What axe finds wrong in the page, as "rule: element". Contrast and what needs a layout are
 * looked at in a real web view, since nothing is drawn here.
 */
export async function accessibilityFaults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
