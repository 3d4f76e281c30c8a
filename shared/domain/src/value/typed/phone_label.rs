//! What business cards and signatures write beside a phone number, such as `Tel.:` and `(WhatsApp)`.

/// In the languages of pages, in lower case.
const LABELS: [&str; 45] = [
    "t",
    "tel",
    "telephone",
    "telefone",
    "teléfono",
    "telefono",
    "tf",
    "tfno",
    "tlf",
    "ph",
    "phone",
    "fone",
    "fon",
    "m",
    "mob",
    "mobile",
    "móvil",
    "movil",
    "móvel",
    "movel",
    "c",
    "cel",
    "cell",
    "celular",
    "cellular",
    "f",
    "fax",
    "fixo",
    "fijo",
    "whatsapp",
    "whats",
    "wa",
    "zap",
    "telegram",
    "signal",
    "office",
    "work",
    "home",
    "direct",
    "comercial",
    "oficina",
    "trabalho",
    "trabajo",
    "casa",
    "recado",
];
/// What stands between a label and the number, or between two labels.
const BETWEEN: [char; 7] = [' ', '.', ':', '/', '-', '|', '&'];

/// A number as it was written, without the labels before and behind it.
pub(super) fn without_labels(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = behind_label(text) {
        text = rest;
    }
    while let Some(rest) = before_label(text) {
        text = rest;
    }
    text
}

fn behind_label(text: &str) -> Option<&str> {
    let (word, rest) = text.split_at(text.find(|c: char| !c.is_alphabetic())?);
    let is_apart = rest.starts_with(BETWEEN) || rest.starts_with(['+', '(']);
    (is_apart && is_label(word)).then(|| rest.trim_start_matches(BETWEEN))
}

fn before_label(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(BETWEEN);
    let (before, label) = match text.strip_suffix(')') {
        Some(text) => text.rsplit_once('(')?,
        None => text.rsplit_once(' ')?,
    };
    let mut words = label.split(BETWEEN).filter(|word| !word.is_empty()).peekable();
    let is_labelled = words.peek().is_some() && words.all(is_label);
    is_labelled.then(|| before.trim_end_matches(BETWEEN).trim_end_matches([',', ';']))
}

fn is_label(word: &str) -> bool {
    LABELS.contains(&word.to_lowercase().as_str())
}
