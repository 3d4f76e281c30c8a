//! What AWS asks for each call. Amounts change: they stand here alone, with their date.

use vestibule_tests::costs::{Bill, OtherCall};

use crate::failure::Failure;

/// Dollars in us-east-1, on demand, without free tiers.
struct Prices {
    /// For which the sources were read.
    on: &'static str,
    sources: &'static str,
    /// A million units.
    read_units: f64,
    write_units: f64,
    /// A million calls, by service and operation.
    calls: &'static [(&'static str, &'static str, f64)],
}

const PRICES: Prices = Prices {
    on: "21 July 2025",
    sources: "aws.amazon.com/dynamodb/pricing/on-demand (halved on 1 November 2024), /s3/pricing, /ses/pricing, \
              /eventbridge/pricing",
    read_units: 0.125,
    write_units: 0.625,
    calls: &[
        ("S3", "HeadObject", 0.40),
        ("S3", "GetObject", 0.40),
        ("S3", "CopyObject", 5.0),
        ("S3", "PutObject", 5.0),
        ("S3", "CreateMultipartUpload", 5.0),
        ("S3", "UploadPart", 5.0),
        ("S3", "ListParts", 5.0),
        ("S3", "CompleteMultipartUpload", 5.0),
        ("S3", "AbortMultipartUpload", 0.0),
        ("SESv2", "SendEmail", 100.0),
        ("EventBridge", "PutEvents", 1.0),
    ],
};

/// A million times the bill. Fails on a call whose price is not known.
pub(crate) fn of(bill: &Bill) -> Result<f64, Failure> {
    #[expect(clippy::cast_precision_loss, reason = "a bill is of some thousand units")]
    let (reads, writes) = (bill.half_read_units as f64 / 2.0, bill.write_units as f64);
    let mut sum = reads * PRICES.read_units + writes * PRICES.write_units;
    for (call, times) in &bill.others {
        sum += f64::from(*times) * price(call)?;
    }
    Ok(sum)
}

fn price(call: &OtherCall) -> Result<f64, Failure> {
    let known = PRICES
        .calls
        .iter()
        .find(|(service, operation, _)| normal(service) == normal(&call.service) && *operation == call.operation);
    let (.., price) = known.ok_or_else(|| format!("no price is known for {} {}", call.service, call.operation))?;
    Ok(*price)
}

fn normal(service: &str) -> String {
    service.to_lowercase().replace([' ', '_', '-'], "")
}

/// The prices, as the document tells them.
pub(crate) fn notes() -> String {
    let calls = PRICES.calls.iter().map(|(_, operation, price)| format!("{operation} {price:.2}"));
    format!(
        "Prices are those of us-east-1 on {}, per million, on demand and without free tiers: read units {:.3}, write units {:.3}, \
         {} ({}). What API Gateway and Lambda ask for the request itself, and what is stored or transferred, is not in them; \
         neither is `GenerateMac` of KMS, which is called twice at a cold start and never after it.",
        PRICES.on,
        PRICES.read_units,
        PRICES.write_units,
        calls.collect::<Vec<_>>().join(", "),
        PRICES.sources,
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn bill(call: &str) -> Bill {
        let call = OtherCall { service: "S3".into(), operation: call.into() };
        Bill { half_read_units: 3, write_units: 4, others: BTreeMap::from([(call, 2)]), ..Bill::default() }
    }

    #[test]
    fn a_bill_is_units_and_calls_by_their_prices() {
        let dollars = of(&bill("CopyObject")).unwrap();
        assert!((dollars - (1.5 * 0.125 + 4.0 * 0.625 + 10.0)).abs() < 1e-9, "{dollars}");
    }

    #[test]
    fn a_call_without_a_price_is_told() {
        assert!(of(&bill("SelectObjectContent")).unwrap_err().to_string().contains("SelectObjectContent"));
    }
}
