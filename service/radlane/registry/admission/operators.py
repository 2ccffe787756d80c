"""Names of operators: those that a network may hold, and those that no function may be called.

Reference: ONNX 1.23 (ai.onnx 26, ai.onnx.ml 5) and the contrib operators of onnxruntime 1.32. Left out of ai.onnx: what
decodes images or reads text, optional values, losses; of com.microsoft: what holds other programs (EPContext), or
generates text.
"""

from __future__ import annotations

_STANDARD = """
Abs Acos Acosh Add AffineGrid And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool BatchNormalization
Bernoulli BitCast BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor Cast CastLike CausalConvWithState Ceil
Celu CenterCropPad Clip Col2Im Compress Concat ConcatFromSequence Constant ConstantOfShape Conv ConvInteger
ConvTranspose Cos Cosh CumProd CumSum DFT DeformConv DepthToSpace DequantizeLinear Det Div Dropout
DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand EyeLike Flatten Floor GRU Gather GatherElements GatherND
Gelu Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GridSample GroupNormalization
HardSigmoid HardSwish Hardmax Identity InstanceNormalization IsInf IsNaN LRN LSTM LayerNormalization LeakyRelu
Less LessOrEqual LinearAttention Log LogSoftmax LpNormalization LpPool MatMul MatMulInteger Max MaxPool
MaxRoiPool MaxUnpool Mean MeanVarianceNormalization Min Mish Mod Mul Multinomial Neg NonMaxSuppression NonZero
Not OneHot Or PRelu Pad Pow QLinearConv QLinearMatMul QuantizeLinear RMSNormalization RNN RandomNormal
RandomNormalLike RandomUniform RandomUniformLike Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp
ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape Resize ReverseSequence RoiAlign
RotaryEmbedding Round STFT Scatter ScatterElements ScatterND Selu SequenceAt SequenceConstruct SequenceEmpty
SequenceErase SequenceInsert SequenceLength Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax Softplus
Softsign SpaceToDepth Split SplitToSequence Sqrt Squeeze Sub Sum SwiGLU Swish Tan Tanh TensorScatter
ThresholdedRelu Tile TopK Transpose Trilu Unique Unsqueeze Upsample Where Xor
"""
_MICROSOFT = """
Attention BiasAdd BiasGelu BiasSplitGelu ConvTransposeWithDynamicPads DequantizeLinear DynamicQuantizeMatMul
FastGelu FusedConv FusedGemm FusedMatMul Gelu GridSample GroupNorm Inverse MatMulIntegerToFloat MatMulNBits
MultiHeadAttention NhwcMaxPool QAttention QGemm QLinearAdd QLinearAveragePool QLinearConcat
QLinearGlobalAveragePool QLinearLeakyRelu QLinearMul QLinearReduceMean QLinearSigmoid QLinearSoftmax
QLinearWhere QuantizeLinear QuickGelu SkipGroupNorm SkipLayerNormalization
"""
_CLASSICAL = """
ArrayFeatureExtractor Binarizer FeatureVectorizer Imputer LinearClassifier LinearRegressor Normalizer
SVMClassifier SVMRegressor Scaler TreeEnsemble TreeEnsembleClassifier TreeEnsembleRegressor
"""
STANDARD = frozenset(_STANDARD.split())
MICROSOFT = frozenset(_MICROSOFT.split())
CLASSICAL = frozenset(_CLASSICAL.split())
CONTROL_FLOW = frozenset({"If", "Loop", "Scan"})
STANDARD_DOMAINS = frozenset({"", "ai.onnx"})  # two names of one
ALLOWED = {"": STANDARD, "ai.onnx": STANDARD, "com.microsoft": MICROSOFT, "ai.onnx.ml": CLASSICAL}
# Domains in which onnxruntime itself has operators: a function there would take the place of one.
RESERVED = frozenset(
    {*ALLOWED, "ai.onnx.training", "ai.onnx.preview.training", "com.microsoft.nchwc", "com.ms.internal.nhwc"}
)
# Operators that onnxruntime has in ai.onnx besides those of ONNX.
_OLD = frozenset(
    {"Affine", "Crop", "ImageScaler", "MemcpyFromHost", "MemcpyToHost", "Scale", "SimplifiedLayerNormalization"}
)
OPERATORS = STANDARD | MICROSOFT | CLASSICAL | CONTROL_FLOW | _OLD
