//! Words and signs of money: a number means the same without them.

/// As people write them beside an amount, in lower case. Not `k€` or `mil`: without those it is another number.
const MONEY: [&str; 56] = [
    "$", "us$", "u$s", "u$", "r$", "mx$", "ar$", "a$", "c$", "s/", "€", "£", "¥", "₲", "₡", "₹", // signs
    "usd", "eur", "brl", "gbp", "mxn", "ars", "clp", "cop", "pen", "uyu", "pyg", "bob", "crc", "dop", "chf", "cad",
    "aud", "jpy", "cny", "inr", // ISO 4217
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "peso", "pesos", "real", "reais", "reales", "dólar",
    "dólares", "dolar", "dolares", "libra", "libras", "sol", "soles", "francs",
];

/// Whether every word of a text is one of money.
pub(super) fn is_money(text: &str) -> bool {
    text.to_lowercase().split_whitespace().all(|word| MONEY.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::is_money;

    #[test]
    fn only_what_leaves_the_number_the_same_is_money() {
        for text in ["", " ", "R$", "US$", "€", "EUR", "Reais", "euros", "R$ BRL"] {
            assert!(is_money(text), "{text}");
        }
        for text in ["k€", "M€", "mil reais", "million", "%", "(", ".", "-", "centavos", "€-", "por €", "kg"] {
            assert!(!is_money(text), "{text}");
        }
    }
}
