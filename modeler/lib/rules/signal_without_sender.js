'use strict';

module.exports = require('../rules').ruleOf('signal_without_sender');
