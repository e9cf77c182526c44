"""Lemmas as classes: the edit that turns a form into its lemma, as a short string (after UDPipe, Straka 2018).

A rule is `CASE|PREFIXCUT|PREFIXADD|SUFFIXCUT|SUFFIXADD` or `CASE|=|LEMMA`. The edit works on the lower-cased form and
counts Unicode scalar values: drop PREFIXCUT characters in front and SUFFIXCUT behind, then add the two strings. CASE says
how the result is spelled: `l` as it comes out (lower case), `k` each character that the form itself has in upper case at
the same place is put back in upper case, `u` the first character in upper case. `=` gives the lemma outright.
"""


def _edit(form: str, lemma: str) -> str:
    """The edit between two lower-case strings, over their longest common substring."""
    best, at, to = 0, 0, 0
    for i in range(len(form)):
        for j in range(len(lemma)):
            k = 0
            while i + k < len(form) and j + k < len(lemma) and form[i + k] == lemma[j + k]:
                k += 1
            if k > best:
                best, at, to = k, i, j
    if best == 0:
        return "=|" + lemma
    return f"{at}|{lemma[:to]}|{len(form) - at - best}|{lemma[to + best:]}"


def _keep_case(form: str, text: str) -> str:
    return "".join(c.upper() if i < len(form) and form[i].isupper() else c for i, c in enumerate(text))


def rule_of(form: str, lemma: str) -> str:
    """The rule that makes `lemma` of `form`; `apply(rule_of(f, l), f) == l` but for odd casings."""
    if "|" in lemma:
        return "k|0||0|"
    edit = _edit(form.lower(), lemma.lower())
    for case in "lku":
        if apply(f"{case}|{edit}", form) == lemma:
            return f"{case}|{edit}"
    if not edit.startswith("="):
        return "k|" + edit
    return "l|=|" + lemma


def apply(rule: str, form: str) -> str:
    """The lemma of `form` by `rule`; a rule that cuts more than there is leaves the form."""
    case, rest = rule.split("|", 1)
    if rest.startswith("=|"):
        text = rest[2:]
        if case == "l":
            return text
    else:
        prefix_cut, prefix_add, suffix_cut, suffix_add = rest.split("|")
        lower = form.lower()
        if int(prefix_cut) + int(suffix_cut) > len(lower):
            return form
        text = prefix_add + lower[int(prefix_cut):len(lower) - int(suffix_cut)] + suffix_add
    if case == "k":
        return _keep_case(form, text)
    if case == "u":
        return text[:1].upper() + text[1:]
    return text
