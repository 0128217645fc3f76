"""Lambda layers: third-party packages built for the target, and our own shared code."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra.archives import shared_archive
from infra.dependencies import IMAGES, Target, dependency_layer
from infra.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class LayersArgs:
    """What the layers must run on."""

    place: Place
    target: Target


class Layers(pulumi.ComponentResource):
    """The two layers that every function stands on, and one more for some; old versions stay for a rollback to find."""

    def __init__(self, name: str, args: LayersArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("dutydesk:infra:Layers", name, {}, opts)
        self._args = args
        built = dependency_layer(args.target)
        self.arns: list[pulumi.Output[str]] = [
            self._layer("dutydesk", shared_archive(python_version=args.target.python_version)),
            self._layer("dependencies", pulumi.FileArchive(str(built))),
        ]
        drawing = dependency_layer(args.target, pins=IMAGES)
        self.images = self._layer("images", pulumi.FileArchive(str(drawing)))
        """What draws and reads pictures, for the functions that do."""
        self.register_outputs({"arns": self.arns, "images": self.images})

    def _layer(self, name: str, code: pulumi.Archive) -> pulumi.Output[str]:
        layer = aws.lambda_.LayerVersion(
            name,
            layer_name=self._args.place.named(name),
            code=code,
            compatible_architectures=[self._args.target.architecture],
            compatible_runtimes=[f"python{self._args.target.python_version}"],
            skip_destroy=True,
            opts=pulumi.ResourceOptions(parent=self),
        )
        return layer.arn
