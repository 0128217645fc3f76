"""An own name for the API: certificate, proof of ownership, and the name itself."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra.config import Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDomainArgs:
    """The name, and the API stage that answers under it."""

    domain: Domain
    api_id: pulumi.Input[str]
    stage: aws.apigatewayv2.Stage


class ApiDomain(pulumi.ComponentResource):
    """The API under its own name, with a certificate that renews itself."""

    def __init__(self, name: str, args: ApiDomainArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:ApiDomain", name, {}, opts)
        self._title, self._args = name, args
        child = pulumi.ResourceOptions(parent=self)
        named = aws.apigatewayv2.DomainName(
            name,
            domain_name=args.domain.name,
            domain_name_configuration=aws.apigatewayv2.DomainNameDomainNameConfigurationArgs(
                certificate_arn=self._certificate(), endpoint_type="REGIONAL", security_policy="TLS_1_2"
            ),
            opts=child,
        )
        aws.apigatewayv2.ApiMapping(
            name, api_id=args.api_id, domain_name=named.domain_name, stage=args.stage.name, opts=child
        )
        where = named.domain_name_configuration
        alias = aws.route53.RecordAliasArgs(
            name=where.target_domain_name, zone_id=where.hosted_zone_id, evaluate_target_health=False
        )
        aws.route53.Record(
            name, zone_id=args.domain.zone_id, name=args.domain.name, type="A", aliases=[alias], opts=child
        )
        self.register_outputs({})

    def _certificate(self) -> pulumi.Output[str]:
        """Return the certificate's ARN once its name is proved to be ours."""
        child = pulumi.ResourceOptions(parent=self)
        certificate = aws.acm.Certificate(
            self._title, domain_name=self._args.domain.name, validation_method="DNS", opts=child
        )
        proof = certificate.domain_validation_options[0]
        record = aws.route53.Record(
            f"{self._title}-proof",
            zone_id=self._args.domain.zone_id,
            name=proof.resource_record_name,
            type=proof.resource_record_type,
            records=[proof.resource_record_value],
            ttl=60,
            opts=child,
        )
        proved = aws.acm.CertificateValidation(
            self._title, certificate_arn=certificate.arn, validation_record_fqdns=[record.fqdn], opts=child
        )
        return proved.certificate_arn
