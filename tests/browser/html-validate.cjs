// What html-validate holds against a page. Style (quotes, void elements) is djlint's business, in the templates.
module.exports = {
  extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y", "html-validate:browser"],
  elements: ["html5"],
  rules: {
    // Everything comes from our own host.
    "require-sri": "off",
    // A list may have a name.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // The instruction of an exercise names its group, through aria-labelledby; axe checks that there is a name.
    "wcag/h71": "off",
  },
};
