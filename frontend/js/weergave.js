/**
 * Runs before the first paint (a small blocking script): marks that scripts work, and applies the
 * display the reader chose, so that the page never flashes from light to dark.
 */
{
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const keuze = localStorage.getItem("weergave");
    if (keuze === "licht" || keuze === "donker") root.classList.add(keuze);
  } catch {
    // Storage may be closed (private window): the page then follows the device.
  }
}
